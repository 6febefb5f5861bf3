// What time does to data: windows, the nightly run, what it leaves on record.
export {};
