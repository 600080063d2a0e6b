/** The scenarios of test_typescript_client.py: `node typescript_client.mjs URL SCENARIO`. Prints JSON. */

import { Recruit, RecruitError } from "../clients/typescript/dist/index.js";

const [, , url, scenario] = process.argv;
const pauses = [];

/** A client that records the pauses between its tries instead of making them. */
class Hasty extends Recruit {
  async pause(seconds) {
    pauses.push(seconds);
  }
}

const recruit = new Hasty(url, { token: "rk_1" });

async function failure(promise) {
  try {
    await promise;
    return null;
  } catch (error) {
    const { status, code, requestId, errors, message } = error;
    return error instanceof RecruitError ? { status, code, requestId, errors, message } : "broken";
  }
}

async function first(iterator, count) {
  const found = [];
  while (found.length < count) found.push((await iterator.next()).value);
  return found;
}

async function all(iterator) {
  const found = [];
  for await (const one of iterator) found.push(one);
  return found;
}

const SCENARIOS = {
  post: async () => (await recruit.createTag({ name: "Local" })).id,
  login: () => failure(recruit.signIn("dana@example.com", "secret")),
  delete: () => failure(recruit.deleteTag(1)),
  deleteTwice: async () => [await failure(recruit.deleteTag(1)), await failure(recruit.deleteTag(1))],
  list: () => all(recruit.listTags()),
  sync: () => recruit.syncJobs(),
  stream: async () => {
    const events = recruit.streamEvents({ after: "4" });
    const found = await first(events, 2);
    return { found, end: await failure(events.next()) };
  },
  chat: () => all(recruit.chatStream({ message: "Hello" })),
  server: async () => {
    const server = new Recruit(url);
    const account = { email: "founder@example.com", password: "correct-horse-9" };
    await server.register(account);
    await server.signIn(account.email, account.password);
    const job = await server.createJob({ title: "Welder", required_skills: ["TIG welding"] });
    const resume = new File(["Ada Moss\nWelder\nTIG welding since 2015 at Ironworks"], "ada.txt");
    await server.candidateFromResume({ resume });
    const { matches } = await server.candidatesForJob({ job_id: job.id });
    const changed = await server.updateJob(job.id, { status: "on_hold" });
    const jobs = await all(server.listJobs({ status: "on_hold" }));
    const refused = await failure(server.createJob({ title: "" }));
    await server.deleteJob(job.id);
    return {
      names: matches.map((match) => match.full_name),
      status: changed.status,
      titles: jobs.map((one) => one.title),
      refused,
      missing: (await failure(server.getJob(job.id))).status,
    };
  },
};

console.log(JSON.stringify({ result: (await SCENARIOS[scenario]()) ?? null, pauses }));
process.exit(0);
