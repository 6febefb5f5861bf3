// What is still to be erased once law or a hold lets it.
export {};
