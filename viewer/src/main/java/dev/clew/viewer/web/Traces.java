// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.web;

import dev.clew.viewer.model.Ids;
import dev.clew.viewer.store.StoredTrace;
import dev.clew.viewer.store.TraceStore;
import java.util.List;

/** Finds traces by ids that users shorten. */
final class Traces {

  private final TraceStore store;

  Traces(TraceStore store) {
    this.store = store;
  }

  StoredTrace get(String id) {
    return store
        .trace(fullId(id))
        .orElseThrow(() -> new HttpProblem(404, "no trace has the id " + id));
  }

  String fullId(String id) {
    if (!id.matches("[0-9a-f]{6,32}")) {
      throw new HttpProblem(404, "a trace id is 6 to 32 hexadecimal digits");
    }
    if (Ids.isHex(id, 32)) {
      return id;
    }
    List<String> ids = store.idsStartingWith(id, 2);
    if (ids.isEmpty()) {
      throw new HttpProblem(404, "no trace has an id that begins with " + id);
    }
    if (ids.size() > 1) {
      throw new HttpProblem(409, "several traces have ids that begin with " + id);
    }
    return ids.get(0);
  }

  static String spanId(String id) {
    if (!Ids.isHex(id, 16)) {
      throw new HttpProblem(404, "a span id is 16 hexadecimal digits");
    }
    return id;
  }
}
