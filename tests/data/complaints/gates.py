"""How hard the complaints are to sort, measured."""

import numpy as np
import pandas as pd
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import GroupKFold, StratifiedKFold, cross_val_predict
from sklearn.pipeline import Pipeline, make_pipeline

ALIKE = 0.75


def model() -> Pipeline:
    """Words and pairs of words, weighted, and a logistic regression; nothing is tuned."""
    return make_pipeline(TfidfVectorizer(ngram_range=(1, 2)), LogisticRegression(max_iter=1000))


def macro_f1(truth, guess) -> float:
    return float(f1_score(truth, guess, average="macro"))


def random_split(texts: pd.Series, labels: pd.Series) -> np.ndarray:
    """Guesses of a model that has seen other texts of the same cores."""
    return cross_val_predict(model(), texts, labels, cv=StratifiedKFold(5, shuffle=True, random_state=0))


def cores_held_out(texts: pd.Series, labels: pd.Series, cores: pd.Series) -> np.ndarray:
    """Guesses of a model that has seen no text of the same core."""
    return cross_val_predict(model(), texts, labels, cv=GroupKFold(5), groups=cores)


def trained_then_tested(before: pd.DataFrame, after: pd.DataFrame) -> float:
    """Macro-F1 on later complaints of a model that knows the earlier ones alone."""
    fitted = model().fit(before["teks"], before["kategori_petugas"])
    return macro_f1(after["kategori_petugas"], fitted.predict(after["teks"]))


def giveaways(texts: pd.Series, labels: pd.Series, share: float = 0.01, purity: float = 0.98) -> dict[str, float]:
    """Words in more than ``share`` of the texts, of which more than ``purity`` have the same label."""
    vectorizer = CountVectorizer(binary=True)
    counts = vectorizer.fit_transform(texts)
    per_label = np.vstack([np.asarray(counts[(labels == label).to_numpy()].sum(axis=0)) for label in set(labels)])
    total = per_label.sum(axis=0)
    pure = (total > share * len(texts)) & (per_label.max(axis=0) > purity * total)
    names = vectorizer.get_feature_names_out()
    return {names[place]: float(per_label[:, place].max() / total[place]) for place in np.flatnonzero(pure)}


def repeated(texts: pd.Series) -> np.ndarray:
    """Whether a text shares three quarters of its words with one before it."""
    words = CountVectorizer(binary=True).fit_transform(texts).astype(np.int32)
    shared = (words @ words.T).tocoo()
    sizes = np.asarray(words.sum(axis=1)).ravel()
    alike = shared.data > ALIKE * (sizes[shared.row] + sizes[shared.col] - shared.data)
    found = np.zeros(len(texts), dtype=bool)
    found[shared.row[alike & (shared.row > shared.col)]] = True
    return found
