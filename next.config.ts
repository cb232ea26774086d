import type { NextConfig } from "next";

const config: NextConfig = {
  typedRoutes: true,
  poweredByHeader: false,
  productionBrowserSourceMaps: false,
  // They load files and native code by themselves, which a bundle would break.
  serverExternalPackages: ["pg"],
  agentRules: false,
  experimental: {
    authInterrupts: true,
    // Evidence: a file of 10 MB and the words of its form. The route counts what comes.
    proxyClientMaxBodySize: "12mb",
    // A build asks nobody on the network whether there is a newer Next.
    agentUpgrade: false,
  },
};

export default config;
