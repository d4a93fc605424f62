// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One turn of a conversation with a model.
 *
 * @param role {@code system}, {@code developer}, {@code user}, {@code assistant}, {@code tool} or
 *     whatever the library uses
 * @param name the participant's name, if there is one
 */
public record Message(String role, List<Part> parts, @Nullable String name) {
  public Message {
    parts = List.copyOf(parts);
  }

  /** Returns a message without a name. */
  public static Message of(String role, List<Part> parts) {
    return new Message(role, parts, null);
  }

  /** Returns a message of one text. */
  public static Message text(String role, String text) {
    return new Message(role, List.of(new Part.Text(text)), null);
  }
}
