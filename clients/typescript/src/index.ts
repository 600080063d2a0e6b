/** A typed client of the recruit API. */

import { Operations } from "./operations.js";

export type * as models from "./models.js";
export { RecruitError, type Fault, type Settings } from "./transport.js";

/** A server: `new Recruit("https://hr.example.com", { token })`, with a method for each operation of the API's reference. */
export class Recruit extends Operations {
  /** Use the access token of a user with a password. */
  async signIn(email: string, password: string): Promise<void> {
    this.token = (await this.login({ username: email, password })).access_token;
  }
}
