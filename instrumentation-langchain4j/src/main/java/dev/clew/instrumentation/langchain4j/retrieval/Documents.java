// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.retrieval;

import dev.clew.instrumentation.langchain4j.value.LibraryObjects;
import dev.clew.kit.value.Values;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.ContentMetadata;
import dev.langchain4j.rag.content.DefaultContent;
import dev.langchain4j.store.embedding.EmbeddingMatch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Converts found documents for {@code RetrievalData}: text, score, source, id, metadata. */
public final class Documents {
  /** Metadata keys under which LangChain4j's loaders and web searches store a text's origin. */
  private static final List<String> SOURCES = List.of("url", "source", "file_name", "document_id");

  private static final int MAX_DOCUMENTS = 100;
  private static final int PER_DOCUMENT = 256;

  /** A match from a store without its vector, which may be large. */
  private record Match(Double score, String id, @Nullable Object embedded) {}

  private Documents() {}

  /** Copies the first elements of {@code found} immediately, if it is a JDK collection. */
  public static List<Object> snapshot(@Nullable Object found) {
    List<Object> copy = new ArrayList<>();
    if (found instanceof Collection<?> collection && isOfJdk(collection)) {
      for (Object element : collection) {
        if (copy.size() == MAX_DOCUMENTS) {
          break;
        }
        if (element instanceof EmbeddingMatch<?> match && LibraryObjects.mayCall(match)) {
          copy.add(new Match(match.score(), match.embeddingId(), match.embedded()));
        } else if (element != null) {
          copy.add(element);
        }
      }
    }
    return copy;
  }

  /** Returns the size of {@code found} if it is cheap and safe to determine. */
  static @Nullable Long count(@Nullable Object found) {
    return found instanceof Collection<?> collection && isOfJdk(collection)
        ? (Long) (long) collection.size()
        : null;
  }

  private static boolean isOfJdk(Collection<?> collection) {
    return Values.size(collection) != null;
  }

  /** Returns the documents for {@link Content}s or a store's matches. */
  static List<Map<String, @Nullable Object>> render(List<?> found, boolean withTexts) {
    List<Map<String, @Nullable Object>> documents = new ArrayList<>(found.size());
    for (Object each : found) {
      if (each instanceof Content content) {
        documents.add(LibraryObjects.mayCall(content) ? of(content) : unknown(content, withTexts));
      } else if (each instanceof Match match) {
        documents.add(of(match, withTexts));
      }
    }
    return documents;
  }

  private static Map<String, @Nullable Object> of(Content content) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    Map<ContentMetadata, Object> known = content.metadata();
    if (known != null) {
      known.forEach(
          (key, value) -> {
            String name =
                key == ContentMetadata.EMBEDDING_ID ? "id" : key.name().toLowerCase(Locale.ROOT);
            document.put(name, Values.tree(value));
          });
    }
    describe(document, content.textSegment(), true);
    return document;
  }

  /** An application's own content is shown by its toString. */
  private static Map<String, @Nullable Object> unknown(Content content, boolean withText) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    if (withText) {
      document.put("text", Values.text(content));
    }
    return document;
  }

  private static Map<String, @Nullable Object> of(Match match, boolean withText) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("score", match.score());
    document.put("id", match.id());
    if (match.embedded() instanceof TextSegment segment) {
      describe(document, segment, withText);
    } else if (withText && match.embedded() != null) {
      document.put("text", Values.text(match.embedded()));
    }
    return document;
  }

  /** Adds the text and metadata of {@code segment} to {@code document}. */
  public static void describe(
      Map<String, @Nullable Object> document, @Nullable TextSegment segment, boolean withText) {
    if (segment == null || !LibraryObjects.mayCall(segment)) {
      return;
    }
    if (withText) {
      document.put("text", segment.text());
    }
    Map<String, Object> metadata = segment.metadata().toMap();
    for (String key : SOURCES) {
      if (metadata.get(key) != null) {
        document.put("source", metadata.get(key).toString());
        break;
      }
    }
    if (!metadata.isEmpty()) {
      document.put("metadata", Values.tree(metadata));
    }
  }

  /**
   * Returns roughly how much memory {@code found} keeps alive; the application's own contents are
   * not called.
   */
  public static long retainedBytes(List<?> found) {
    long bytes = (long) PER_DOCUMENT * found.size();
    for (Object each : found) {
      TextSegment segment = null;
      if (each instanceof DefaultContent content && LibraryObjects.mayCall(content)) {
        segment = content.textSegment();
      } else if (each instanceof Match match && match.embedded() instanceof TextSegment embedded) {
        segment = embedded;
      } else if (each instanceof TextSegment textSegment) {
        segment = textSegment;
      }
      bytes += LibraryObjects.mayCall(segment) && segment != null ? segment.text().length() : 0;
    }
    return bytes;
  }
}
