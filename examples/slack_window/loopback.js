// local-slack listens on every interface of the machine; here it is for this machine alone.
const serve = Bun.serve;
Bun.serve = (options) => serve({ ...options, hostname: "127.0.0.1" });
