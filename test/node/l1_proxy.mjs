// Stands between a node and its L1 and misbehaves as told.
import { createServer, request as send } from "node:http";

const parse = (text) => {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
};

/**
 * How an answer is spoilt. Each takes the calls of the request and the answers of L1 and gives the body to send, or nothing for
 * "as it is"; those with `before` spoil the exchange itself.
 */
export const faults = {
    /** An answer that does not come. */
    silence: { before: () => "hang" },
    /** Too many requests. */
    busy: { before: (response) => response.writeHead(429).end("slow down") },
    broken: { before: (response) => response.writeHead(502).end("<html>bad gateway</html>") },
    reset: { before: (response) => response.destroy() },
    truncated: { text: (text) => text.slice(0, Math.floor(text.length * Math.random())) },
    /** The head is older than what was said before. */
    lag: {
        calls(calls, head) {
            const old = `0x${Math.max(head - 6, 0).toString(16)}`;
            return calls.map((call) =>
                call.method === "eth_getBlockByNumber" && ["latest", "safe", "finalized"].includes(call.params[0])
                    ? { ...call, params: [old, ...call.params.slice(1)] }
                    : call,
            );
        },
        answer: (call, result, head) =>
            call.method === "eth_blockNumber" ? `0x${Math.max(head - 6, 0).toString(16)}` : result,
    },
    /** Logs that are not told. */
    silentLogs: { answer: (call, result) => (call.method === "eth_getLogs" ? [] : result) },
    someLogs: {
        answer: (call, result) => (call.method === "eth_getLogs" ? result.filter(() => Math.random() < 0.5) : result),
    },
    /** Logs that are not so. */
    otherData: {
        answer: (call, result) =>
            call.method === "eth_getLogs"
                ? result.map((log) => ({ ...log, topics: log.topics.map((t, i) => (i === 0 ? t : `0x${"5a".repeat(32)}`)) }))
                : result,
    },
    otherBlock: {
        answer: (call, result) =>
            call.method === "eth_getLogs" ? result.map((log) => ({ ...log, blockHash: `0x${"77".repeat(32)}` })) : result,
    },
    otherHash: {
        answer: (call, result) =>
            call.method === "eth_getBlockByNumber" && result ? { ...result, hash: `0x${"99".repeat(32)}` } : result,
    },
    otherInput: {
        answer: (call, result) =>
            call.method === "eth_getTransactionByHash" && result ? { ...result, input: `${result.input}00` } : result,
    },
    wrongChain: { answer: (call, result) => (call.method === "eth_chainId" ? "0x1" : result) },
};

export async function startProxy(target) {
    let fault;
    let share = 1;
    const counts = {};
    const hanging = new Set();

    const ask = (body) =>
        new Promise((resolve, reject) => {
            const options = { method: "POST", headers: { "content-type": "application/json" } };
            const out = send(target, options, (answer) => {
                let text = "";
                answer.on("data", (chunk) => (text += chunk));
                answer.on("end", () => resolve(text));
            });
            out.on("error", reject);
            out.end(body);
        });
    const headOfL1 = async () =>
        Number(JSON.parse(await ask(JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_blockNumber", params: [] }))).result);

    async function serve(body, response) {
        const how = fault && Math.random() < share ? faults[fault] : undefined;
        if (!how) {
            return response.writeHead(200, { "content-type": "application/json" }).end(await ask(body));
        }
        counts[fault] = (counts[fault] ?? 0) + 1;
        if (how.before) {
            return how.before(response) === "hang" ? hanging.add(response) : undefined;
        }
        const parsed = parse(body);
        const head = await headOfL1();
        let calls = [parsed].flat();
        calls = how.calls ? how.calls(calls, head) : calls;
        let text = await ask(JSON.stringify(Array.isArray(parsed) ? calls : calls[0]));
        if (how.answer) {
            const answers = parse(text);
            const spoilt = [answers].flat().map((answer) => {
                const call = calls.find(({ id }) => id === answer.id);
                return call && "result" in answer ? { ...answer, result: how.answer(call, answer.result, head) } : answer;
            });
            text = JSON.stringify(Array.isArray(answers) ? spoilt : spoilt[0]);
        }
        return response.writeHead(200, { "content-type": "application/json" }).end(how.text ? how.text(text) : text);
    }

    const server = createServer((request, response) => {
        let body = "";
        request.on("data", (chunk) => (body += chunk));
        request.on("end", () => serve(body, response).catch(() => response.destroy()));
    });
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
    return {
        url: `http://127.0.0.1:${server.address().port}`,
        /** From now on, that share of the requests; nothing ends it. */
        spoil(name, part = 1) {
            fault = name;
            share = part;
            for (const response of hanging) {
                response.destroy();
            }
            hanging.clear();
        },
        /** How many requests were spoilt, by fault. */
        counts,
        async stop() {
            server.closeAllConnections();
            await new Promise((resolve) => server.close(resolve));
        },
    };
}
