// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.operation;

import java.util.Set;

/** Classifies and names receivers of hooked calls by their classes. */
public final class ReceiverNames {
  /** The library's wrappers that notify listeners. */
  private static final Set<String> LISTENING =
      Set.of(
          "dev.langchain4j.model.embedding.ListeningEmbeddingModel",
          "dev.langchain4j.rag.content.retriever.ListeningContentRetriever",
          "dev.langchain4j.store.embedding.ListeningEmbeddingStore");

  private ReceiverNames() {}

  /** Returns whether calls are only delegated to another object, which is woven itself. */
  public static boolean isPassThrough(Object receiver) {
    return dev.clew.kit.value.ReceiverNames.isProxy(receiver)
        || LISTENING.contains(receiver.getClass().getName());
  }

  /** Returns the class name of {@code receiver} without package, stable across runs. */
  public static String name(Object receiver) {
    return dev.clew.kit.value.ReceiverNames.name(receiver);
  }
}
