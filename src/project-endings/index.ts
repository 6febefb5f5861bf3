// Projects that are deleted or emptied, brought back, and gone.
export {};
