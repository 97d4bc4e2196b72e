export * as ethers from "ethers";
