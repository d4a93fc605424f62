// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.modelserver;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the events of a streamed answer whose content comes in numbered blocks, each with a start,
 * pieces and a stop.
 */
final class BlockEvents {
  private final List<ObjectNode> events = new ArrayList<>();
  private final String typeField;
  private final String prefix;
  private final String blockField;
  private int index;

  /**
   * Starts with no events.
   *
   * @param typeField the field with the type of an event
   * @param prefix what the types of a block's events begin with
   * @param blockField the field with the block in its first event
   */
  BlockEvents(String typeField, String prefix, String blockField) {
    this.typeField = typeField;
    this.prefix = prefix;
    this.blockField = blockField;
  }

  void add(ObjectNode event) {
    events.add(event);
  }

  void block(ObjectNode block, List<ObjectNode> pieces) {
    ObjectNode start = event("start");
    start.set(blockField, block);
    add(start);
    for (ObjectNode piece : pieces) {
      ObjectNode delta = event("delta");
      delta.set("delta", piece);
      add(delta);
    }
    add(event("stop"));
    index++;
  }

  private ObjectNode event(String kind) {
    return JsonNodeFactory.instance.objectNode().put(typeField, prefix + kind).put("index", index);
  }

  List<ObjectNode> all() {
    return List.copyOf(events);
  }
}
