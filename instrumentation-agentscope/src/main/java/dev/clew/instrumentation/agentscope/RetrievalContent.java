// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.agentscope;

import dev.clew.api.data.RetrievalData;
import dev.clew.kit.call.CallPayload;
import dev.clew.kit.value.RetainedBytes;
import dev.clew.kit.value.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The content of a search's span. */
final class RetrievalContent implements CallPayload {
  private static final int MAX_DOCUMENTS = 100;

  private final RetrievalHook.Search search;
  private volatile @Nullable List<Object> found;

  RetrievalContent(RetrievalHook.Search search) {
    this.search = search;
  }

  @Override
  public void result(Object documents) {
    if (documents instanceof List<?> list) {
      List<Object> kept = new ArrayList<>();
      for (Object each : Values.copyOf(list)) {
        if (kept.size() < MAX_DOCUMENTS && LibraryObjects.mayCall(each)) {
          kept.add(each);
        }
      }
      found = kept;
    }
  }

  @Override
  public boolean isComplete() {
    return found != null;
  }

  @Override
  public RetrievalData render() {
    List<Object> documents = found;
    return new RetrievalData(
        search.source(),
        search.query(),
        search.limit(),
        documents == null ? List.of() : documents.stream().map(RetrievalContent::tree).toList());
  }

  private static Map<String, @Nullable Object> tree(Object document) {
    Object metadata = LibraryObjects.READER.read(document, "getMetadata");
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("id", LibraryObjects.READER.text(document, "getId"));
    tree.put("score", LibraryObjects.READER.read(document, "getScore"));
    tree.put("text", LibraryObjects.READER.text(metadata, "getContentText"));
    tree.put("source", LibraryObjects.READER.text(metadata, "getDocId"));
    tree.values().removeIf(Objects::isNull);
    return tree;
  }

  @Override
  public long retainedBytes() {
    List<Object> documents = found;
    return 2_048
        + RetainedBytes.of(search.query())
        + (documents == null ? 0 : 1_024L * documents.size());
  }
}
