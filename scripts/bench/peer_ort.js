// Images per second of a network in ONNX Runtime on the CPU, beside bench-net:
//
//	NODE_PATH=build/peers/node_modules node peer_ort.js ARCH THREADS BATCH SECONDS
//
// ARCH is the text that hwr-train --list-arch prints, of the layers c, bn, relu, p, a,
// gap, drop and d.  Random weights and images of 28x28, 47 classes, float32.
// Prints the median over batches.  "sh scripts/setup.sh bench" installs the
// package onnxruntime-node.
'use strict';
const ort = require('onnxruntime-node');
const SIDE = 28, CLASSES = 47, WARM = 3;

// The model file is ONNX, which is protobuf: a message is its fields, each with
// a number; the numbers below are those of onnx.proto.
function varint(n) {
	const bytes = [];
	for (; n > 127; n = Math.floor(n / 128)) bytes.push(n % 128 + 128);
	return Buffer.from([...bytes, n]);
}
function int(field, n) {
	return Buffer.concat([varint(8 * field), varint(n)]);
}
function bytes(field, ...parts) {
	const all = Buffer.concat(parts.map((part) => Buffer.from(part)));
	return Buffer.concat([varint(8 * field + 2), varint(all.length), all]);
}
function attribute(name, value) {
	return Array.isArray(value) ?
		bytes(5, bytes(1, name), ...value.map((v) => int(8, v)), int(20, 7)) :
		bytes(5, bytes(1, name), int(3, value), int(20, 2));
}
function tensor(name, dims) {
	const n = dims.reduce((a, b) => a * b, 1);
	const values = Float32Array.from({length: n}, () => 0.5 + 0.1 * Math.random());	// a variance must be positive
	return bytes(5, ...dims.map((d) => int(1, d)), int(2, 1), bytes(8, name), bytes(9, Buffer.from(values.buffer)));
}
function value(field, name, dims) {
	return bytes(field, bytes(1, name), bytes(2, bytes(1, int(1, 1), bytes(2, ...dims.map((d) => bytes(1, int(1, d)))))));
}

// The bytes of a model of that architecture.
function model(arch, batch) {
	const graph = [];
	let c = 1, side = SIDE, last = 'x', made = 0;
	// One node on what came last; its weights are tensors of these dimensions.
	function node(type, weights, attributes) {
		const output = 'v' + ++made, names = weights.map((_, i) => `${output}w${i}`);
		graph.push(bytes(1, ...[last, ...names].map((name) => bytes(1, name)), bytes(2, output), bytes(4, type),
			...Object.entries(attributes).map(([name, v]) => attribute(name, v))));
		weights.forEach((dims, i) => graph.push(tensor(names[i], dims)));
		last = output;
	}
	function layer(word) {
		let m;
		if ((m = /^(\d+)c(\d+)(?:s(\d+))?(?:p(\d+))?(n?)$/.exec(word))) {
			const [n, k, s, p] = [+m[1], +m[2], +(m[3] || 1), +(m[4] || 0)];
			node('Conv', [[n, c, k, k], ...(m[5] ? [] : [[n]])], {kernel_shape: [k, k], strides: [s, s], pads: [p, p, p, p]});
			[c, side] = [n, Math.floor((side + 2 * p - k) / s) + 1];
		} else if ((m = /^([pa])(\d+)(?:s(\d+))?$/.exec(word))) {
			const [k, s] = [+m[2], +(m[3] || m[2])];
			node(m[1] === 'p' ? 'MaxPool' : 'AveragePool', [], {kernel_shape: [k, k], strides: [s, s]});
			side = Math.floor((side - k) / s) + 1;
		} else if ((m = /^d(\d*)$/.exec(word))) {
			node('Flatten', [], {axis: 1});
			const n = +(m[1] || CLASSES);
			node('Gemm', [[n, c * side * side], [n]], {transB: 1});
			[c, side] = [n, 1];
		} else if (word === 'bn') {
			node('BatchNormalization', [[c], [c], [c], [c]], {});
		} else if (word === 'relu') {
			node('Relu', [], {});
		} else if (word === 'gap') {
			node('GlobalAveragePool', [], {});
			side = 1;
		} else if (!/^drop[\d.]+$/.test(word)) {	// which prediction is without
			throw new Error(`no layer here: ${word}`);
		}
	}
	arch.trim().split(/\s+/).forEach(layer);
	return Buffer.concat([int(1, 8), bytes(8, int(2, 15)),
		bytes(7, ...graph, bytes(2, 'hwr'), value(11, 'x', [batch, 1, SIDE, SIDE]), value(12, last, [batch, c]))]);
}

async function main() {
	const [arch, threads, batch, seconds] = [process.argv[2], ...process.argv.slice(3).map(Number)];
	if (process.argv.length !== 6 || !(threads > 0 && batch > 0 && seconds >= 0))
		throw new Error('usage: peer_ort.js ARCH THREADS BATCH SECONDS');
	const session = await ort.InferenceSession.create(model(arch, batch),
		{intraOpNumThreads: threads, interOpNumThreads: 1, graphOptimizationLevel: 'all'});
	const images = new ort.Tensor('float32', Float32Array.from({length: batch * SIDE * SIDE}, Math.random), [batch, 1, SIDE, SIDE]);
	const times = [], begin = performance.now();
	for (let i = 0; i < WARM; i++) await session.run({x: images});
	for (let start = performance.now(); !times.length || performance.now() < begin + 1000 * seconds; start = performance.now()) {
		await session.run({x: images});
		times.push(performance.now() - start);
	}
	console.log((1000 * batch / times.sort((a, b) => a - b)[times.length >> 1]).toFixed(0));
}

main().catch((e) => {
	console.error(`peer_ort.js: ${e.message}`);
	process.exit(1);
});
