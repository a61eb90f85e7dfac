"""The ids that Hugging Face's library gives with a tokenizer that our own training wrote.

MISSTEP_WRITE_TOKENIZER=tokenizer.json swift test --filter BytePairTrainingTests   (writes the file)
python3 make_trained_tokenizer.py tokenizer.json ../tokenizers/qwen2-crm/tokenizer_cases.jsonl > tokenizer_cases.jsonl

Both files belong into ../tokenizers/trained. tokenizers 0.23.3.
"""
import json
import sys

from tokenizers import Tokenizer

tokenizer = Tokenizer.from_file(sys.argv[1])
for line in open(sys.argv[2], encoding="utf-8"):
    case = json.loads(line)
    ids = tokenizer.encode(case["text"], add_special_tokens=False).ids
    record = {
        "id": case["id"].replace("qwen2-crm", "trained"), "category": case["category"],
        "text": case["text"], "ids": ids,
    }
    decoded = tokenizer.decode(ids, skip_special_tokens=False)
    if decoded != case["text"]:
        record["decoded"] = decoded
    print(json.dumps(record, ensure_ascii=False, separators=(",", ":")))
