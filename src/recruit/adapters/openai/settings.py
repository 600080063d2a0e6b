"""The adapter's own settings, with their defaults."""

from recruit.adapters.openai.spans import SETTING

SETTINGS = {
    "OPENAI_API_KEY": "",
    "OPENAI_BASE_URL": "https://api.openai.com/v1",
    "RECRUIT_EMBEDDING_MODEL": "text-embedding-3-small",
    SETTING: "",
    "RECRUIT_CHAT_MODEL": "gpt-4o-mini",
}
