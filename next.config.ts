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
    // A build asks nobody on the network whether there is a newer Next.
    agentUpgrade: false,
  },
};

export default config;
