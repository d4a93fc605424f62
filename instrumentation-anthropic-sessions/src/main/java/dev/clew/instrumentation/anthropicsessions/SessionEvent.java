// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropicsessions;

import org.jspecify.annotations.Nullable;

/**
 * One event of a session, by reference.
 *
 * @param type its type on the wire, such as {@code agent.tool_use}
 * @param content the library's object for this type of event
 */
record SessionEvent(String type, Object content) {
  private static final long OVERHEAD = 1_024;

  /** Returns the event in a union; null if this version of the library does not know its type. */
  static @Nullable SessionEvent of(Object union) {
    String type = type(union);
    Object content = type == null ? null : Fields.BY_NAME.read(union, accessor(type));
    return type == null || content == null ? null : new SessionEvent(type, content);
  }

  /** Returns the accessor of a type: {@code agentToolUse} for {@code agent.tool_use}. */
  private static String accessor(String type) {
    StringBuilder name = new StringBuilder(type.length());
    for (int i = 0; i < type.length(); i++) {
      char c = type.charAt(i);
      boolean first = i > 0 && isSeparator(type.charAt(i - 1));
      if (!isSeparator(c)) {
        name.append(first ? Character.toUpperCase(c) : c);
      }
    }
    return name.toString();
  }

  private static boolean isSeparator(char c) {
    return c == '.' || c == '_';
  }

  @Nullable String text(String accessor) {
    return Fields.BY_NAME.text(content, accessor);
  }

  String id() {
    String id = text("_id");
    return id == null ? "" : id;
  }

  /** Returns the id of the tool call that the event answers, or null. */
  @Nullable String toolUseId() {
    Object id = Fields.BY_NAME.first(content, "_toolUseId", "_mcpToolUseId", "_customToolUseId");
    return id instanceof String text ? text : null;
  }

  /** Returns the type of the object behind an accessor, such as a stop reason; or null. */
  @Nullable String typeOf(String accessor) {
    return type(Fields.BY_NAME.read(content, accessor));
  }

  private static @Nullable String type(@Nullable Object union) {
    return Fields.BY_NAME.text(Fields.BY_NAME.read(union, "type"), "_value");
  }

  boolean isError() {
    return Boolean.TRUE.equals(Fields.BY_NAME.read(content, "_isError"));
  }

  /** Returns roughly how much the event keeps alive. */
  long retainedBytes() {
    long bytes = OVERHEAD;
    for (Object block : Fields.BY_NAME.list(content, "_content")) {
      Object text = Fields.BY_NAME.read(Fields.BY_NAME.read(block, "text"), "_text");
      Object media = Fields.BY_NAME.first(block, "image", "document");
      Object source = Fields.BY_NAME.read(media, "_source");
      Object inline = Fields.BY_NAME.first(source, "base64", "text", "plainText");
      Object data = text != null ? text : Fields.BY_NAME.read(inline, "_data");
      bytes += data instanceof String string ? string.length() : 0;
    }
    return bytes;
  }
}
