// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.work;

import java.util.Set;

/** The objects that do the work, by their classes. */
public final class Doers {
  /** Those with which the library itself surrounds an object to tell listeners of it. */
  private static final Set<String> LISTENING =
      Set.of(
          "dev.langchain4j.model.embedding.ListeningEmbeddingModel",
          "dev.langchain4j.rag.content.retriever.ListeningContentRetriever",
          "dev.langchain4j.store.embedding.ListeningEmbeddingStore");

  private static final String LAMBDA = "$$Lambda";

  private Doers() {}

  /** Returns whether calls only pass through to another object, which is woven itself. */
  public static boolean passThrough(Object doer) {
    String name = doer.getClass().getName();
    return name.contains("$Proxy")
        || name.contains("_ClientProxy")
        || name.contains("$$SpringCGLIB$$")
        || LISTENING.contains(name);
  }

  /** Returns whether the class of {@code doer} is one that no agent ever gets to see. */
  public static boolean isLambda(Object doer) {
    return doer.getClass().isHidden();
  }

  /** Returns the class of {@code doer} without its package, the same in each run of a program. */
  public static String name(Object doer) {
    String name = doer.getClass().getName();
    int lambda = name.indexOf(LAMBDA);
    String stable = lambda < 0 ? name : name.substring(0, lambda) + " lambda";
    return stable.substring(stable.lastIndexOf('.') + 1);
  }
}
