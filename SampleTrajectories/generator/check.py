from typing import List
def check_set(questions) -> List[str]:
    return []
