// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.retrieval;

import dev.clew.instrumentation.langchain4j.value.LibraryObjects;
import dev.langchain4j.rag.query.Query;
import org.jspecify.annotations.Nullable;

/** Reads queries, unless the application has subclassed or mocked them. */
final class Queries {
  private Queries() {}

  static @Nullable String text(Query query) {
    return LibraryObjects.mayCall(query) ? query.text() : null;
  }
}
