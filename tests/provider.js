/* An OpenID provider on this machine, for tests: `node tests/provider.js '{"port": 8081, ...}'`.
 *
 * It is oidc-provider, which the OpenID Foundation has certified, with its own forms: any password will do. Its keys are
 * new at each start. */

import { generateKeyPairSync, randomUUID } from "node:crypto";
import { Provider } from "oidc-provider";

const { host, port, clients, accounts } = JSON.parse(process.argv[2]);
const claims = ["preferred_username", "groups", "roles", "_claim_names"];

const key = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "jwk" });
const provider = new Provider(`http://${host}:${port}`, {
  clients,
  claims: { openid: ["sub"], profile: claims },
  conformIdTokenClaims: false,
  cookies: { keys: [randomUUID()] },
  features: { devInteractions: { enabled: true }, rpInitiatedLogout: { enabled: true } },
  findAccount: (_, id) => ({
    accountId: id,
    claims: () => ({ sub: id, preferred_username: id, ...accounts[id] }),
  }),
  jwks: { keys: [{ ...key, kid: randomUUID(), use: "sig", alg: "RS256" }] },
  pkce: { required: () => true },
});

provider.listen(port, "127.0.0.1", () => console.log("listening"));
