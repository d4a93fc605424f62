// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.operation;

import java.util.Set;

/** The objects that do the work, by their classes. */
public final class ReceiverNames {
  /** Those with which the library itself surrounds an object to tell listeners of it. */
  private static final Set<String> LISTENING =
      Set.of(
          "dev.langchain4j.model.embedding.ListeningEmbeddingModel",
          "dev.langchain4j.rag.content.retriever.ListeningContentRetriever",
          "dev.langchain4j.store.embedding.ListeningEmbeddingStore");

  private ReceiverNames() {}

  /** Returns whether calls only pass through to another object, which is woven itself. */
  public static boolean passThrough(Object receiver) {
    return dev.clew.kit.value.ReceiverNames.isProxy(receiver)
        || LISTENING.contains(receiver.getClass().getName());
  }

  /** Returns the class of {@code receiver} without its package, the same in each run. */
  public static String name(Object receiver) {
    return dev.clew.kit.value.ReceiverNames.name(receiver);
  }
}
