/** Why one record is refused: the field to blame, and what is wrong with it as the end of a sentence. */
export class Refusal extends Error {
  constructor(
    readonly field: string,
    fault: string,
  ) {
    super(`${field} ${fault}`);
    this.name = 'Refusal';
  }
}
