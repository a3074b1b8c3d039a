"""llama.cpp's server with a tiny model of random weights, until standard input ends. Prints its address.

What the model says means nothing; how the server says it is what the tests are about.

Arguments: the file to make, the key, and the number of tokens that fit.
"""

import sys

import gguf  # type: ignore[import-not-found,unused-ignore]
import numpy as np
import xllamacpp  # type: ignore[import-not-found,unused-ignore]

WIDTH, HIDDEN, HEADS = 32, 64, 2
TEMPLATE = (
    "{% for tool in tools or [] %}{{ tool.function.name }}({{ tool.function.parameters | tojson }})\n{% endfor %}"
    "{% for m in messages %}{{ m.role }}: {{ m.content or '' }}"
    "{% for call in m.tool_calls or [] %}<call>{{ call.function.name }} {{ call.function.arguments | tojson }}</call>"
    "{% endfor %}\n{% endfor %}assistant:"
)


def make_model(path: str, context: int) -> None:
    """One layer over bytes; the end of text is never chosen unless nothing else is allowed.

    The first number of the hidden state is the same for every token and changed by nothing; the end of text shuns it.
    """
    random = np.random.default_rng(6472)
    tokens = ["<unk>", "<s>", "</s>", *(f"<0x{byte:02X}>" for byte in range(256)), "▁"]
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_context_length(context)
    writer.add_embedding_length(WIDTH)
    writer.add_block_count(1)
    writer.add_feed_forward_length(HIDDEN)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(WIDTH // HEADS)
    writer.add_vocab_size(len(tokens))
    writer.add_tokenizer_model("llama")
    writer.add_token_list([token.encode() for token in tokens])
    writer.add_token_scores([0.0] * len(tokens))
    writer.add_token_types([2, 3, 3, *[6] * 256, 1])
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_unk_token_id(0)
    writer.add_chat_template(TEMPLATE)

    def weights(*shape: int) -> np.ndarray:
        return random.normal(0, 0.5, shape).astype(np.float32)

    ones = np.ones(WIDTH, np.float32)
    embedding, output = weights(len(tokens), WIDTH), weights(len(tokens), WIDTH)
    embedding[:, 0] = 3
    output[:, 0] = 0
    output[tokens.index("</s>"), 0] = -30
    writer.add_tensor("token_embd.weight", embedding)
    writer.add_tensor("output_norm.weight", ones)
    writer.add_tensor("output.weight", output)
    for name in ("attn_norm", "ffn_norm"):
        writer.add_tensor(f"blk.0.{name}.weight", ones)
    for name in ("attn_q", "attn_k", "attn_v"):
        writer.add_tensor(f"blk.0.{name}.weight", weights(WIDTH, WIDTH))
    for name, width in (("attn_output", WIDTH), ("ffn_down", HIDDEN)):
        back = weights(WIDTH, width)
        back[0] = 0
        writer.add_tensor(f"blk.0.{name}.weight", back)
    for name in ("ffn_gate", "ffn_up"):
        writer.add_tensor(f"blk.0.{name}.weight", weights(HIDDEN, WIDTH))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def main() -> None:
    path, key, context = sys.argv[1], sys.argv[2], int(sys.argv[3])
    make_model(path, context)
    wanted = xllamacpp.CommonParams()
    wanted.model.path = path
    wanted.n_parallel = 2
    wanted.n_ctx = context * wanted.n_parallel
    wanted.port = 0
    wanted.api_keys = [key]
    wanted.warmup = False
    wanted.embedding = True
    wanted.pooling_type = xllamacpp.llama_pooling_type.LLAMA_POOLING_TYPE_MEAN
    wanted.cpuparams.n_threads = 1
    server = xllamacpp.Server(wanted)
    print(server.listening_address, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
