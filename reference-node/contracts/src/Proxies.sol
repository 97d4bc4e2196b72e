// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

// Proxies that are deployed as OpenZeppelin wrote them; imported here so that they are compiled.
import {ProxyAdmin} from "@openzeppelin/contracts/proxy/transparent/ProxyAdmin.sol";
import {TransparentUpgradeableProxy} from "@openzeppelin/contracts/proxy/transparent/TransparentUpgradeableProxy.sol";
