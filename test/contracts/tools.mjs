// The deterministic deployer and the timelock.
import { ZERO, ZERO_HASH, artifact, assert, ether, ethers, eventOf, reverts, revertsWithText, scenario } from "./support.mjs";

scenario("deterministic deployer", async (w) => {
    const deployer = await w.deploy("DeterministicDeployer", w.user);
    assert.equal(await deployer.read("owner"), w.user);
    const salt = ethers.id("salt");
    const code = ethers.concat([artifact("FeeToken").bytecode, tokenArguments(w.user)]);
    const expected = await deployer.read("predictDeterministicAddress", salt, ethers.keccak256(code));
    assert.equal(expected, ethers.getCreate2Address(deployer.address, salt, ethers.keccak256(code)));
    const notOwner = /caller is not the owner/;
    await revertsWithText(deployer, notOwner, w.other, "deployDeterministic", 0, salt, code);
    await revertsWithText(deployer, notOwner, w.other, "deployDeterministicAndCall", 0, salt, code, "0x");
    await revertsWithText(deployer, notOwner, w.other, "functionCall", w.other, "0x", 0);
    const receipt = await deployer.send({ from: w.user }, "deployDeterministic", 0, salt, code);
    assert.deepEqual([...eventOf(deployer, receipt, "NewDeterministicDeployment")], [expected]);
    assert.notEqual(await w.chain.rpc("eth_getCode", expected, "latest"), "0x");

    const owned = ethers.concat([artifact("FeeToken").bytecode, tokenArguments(deployer.address)]);
    const token = w.chain.at(artifact("FeeToken"), await deployer.read("predictDeterministicAddress", salt, ethers.keccak256(owned)));
    const mint = token.encode("mint", w.other, 5);
    const called = await deployer.send({ from: w.user }, "deployDeterministicAndCall", 0, salt, owned, mint);
    assert.deepEqual([...eventOf(deployer, called, "NewDeterministicDeployment")], [token.address]);
    assert.equal(await token.read("balanceOf", w.other), 5n);
    const again = await deployer.send({ from: w.user }, "functionCall", token.address, mint, 0);
    eventOf(deployer, again, "FunctionCall");
    assert.equal(await token.read("balanceOf", w.other), 10n);
});

const tokenArguments = (owner) =>
    ethers.AbiCoder.defaultAbiCoder().encode(["string", "string", "address", "uint256"], ["T", "T", owner, ether("1")]);

scenario("timelock: delays, except in an emergency", async (w) => {
    const timelock = await w.deploy("Timelock", 100, [w.user], [w.user], ZERO, w.manager.address);
    await w.manager.send({ from: w.timelock }, "grantRole", ZERO_HASH, timelock.address);
    const call = w.manager.encode("grantRole", ethers.id("SET_FEE_ROLE"), w.other);
    const operation = [w.manager.address, 0, call, ZERO_HASH, ZERO_HASH];
    await revertsWithText(timelock, /insufficient delay/, w.user, "schedule", ...operation, 99);
    await revertsWithText(timelock, /missing role/, w.other, "schedule", ...operation, 100);
    await timelock.send({ from: w.user }, "schedule", ...operation, 100);
    await revertsWithText(timelock, /operation is not ready/, w.user, "execute", ...operation);
    await w.warp(101);
    await timelock.send({ from: w.user }, "execute", ...operation);
    await w.manager.send({ from: w.other }, "setBatchFee", ether("2"));
    await reverts(w.manager, "AddressDoNotHaveRequiredRole", w.user, "setBatchFee", ether("2"));
    assert.equal(await timelock.read("getMinDelay"), 100n);
    await w.manager.send({ from: w.council }, "activateEmergencyState");
    assert.equal(await timelock.read("getMinDelay"), 0n);
    const l2 = await w.deploy("Timelock", 7, [w.user], [w.user], ZERO, ZERO);
    assert.equal(await l2.read("getMinDelay"), 7n);
});
