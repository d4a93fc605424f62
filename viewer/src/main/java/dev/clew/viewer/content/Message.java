// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.content;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One message to or from a model. */
public record Message(
    String role, @Nullable String name, List<Part> parts, @Nullable String finishReason) {

  /** Its texts, each on a line of its own. */
  public String plain() {
    if (parts.size() == 1) {
      return parts.get(0).plain();
    }
    StringBuilder all = new StringBuilder();
    for (Part part : parts) {
      if (!all.isEmpty()) {
        all.append('\n');
      }
      all.append(part.plain());
    }
    return all.toString();
  }

  public int characters() {
    int sum = 0;
    for (Part part : parts) {
      sum += part.plain().length();
    }
    return sum;
  }

  /**
   * True if both have the same content, ignoring what depends on their position, such as a finish
   * reason.
   */
  public boolean sameAs(Message other) {
    return role.equals(other.role) && parts.equals(other.parts);
  }
}
