// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.settings;

import java.util.List;

/** Settings for content: its limits and its redaction. */
public final class ContentSettings {
  /** What redaction puts in place of a match. */
  public enum Redaction {
    REPLACE,
    HASH,
    DROP
  }

  public static final Setting<Long> MAX_SPAN_CHARS =
      new Setting<>(
          "clew.content.max-span-chars",
          SettingType.count(64, 1_000_000_000),
          "4194304",
          "Maximum characters of all texts of one span.");

  public static final Setting<List<String>> REDACT =
      new Setting<>(
          "clew.redact",
          SettingType.listOf("keys", "tokens", "emails", "phones", "cards", "ibans", "none"),
          "keys,tokens,emails,phones,cards,ibans",
          "What Clew finds and replaces. Keys and tokens are always replaced.");

  public static final Setting<Redaction> REDACT_ACTION =
      new Setting<>(
          "clew.redact.action",
          SettingType.choice(Redaction.class),
          "replace",
          "What replaces a match: its kind, its kind and a hash, or nothing. Secrets are always"
              + " replaced by their kind.");

  public static final Setting<String> REDACT_SALT =
      new Setting<>(
          "clew.redact.salt",
          SettingType.text(),
          "",
          "Salt of the hashes. With the same salt, equal values have equal hashes in every JVM;"
              + " without one, only within a JVM.");

  public static final Setting<String> REDACT_PATTERNS =
      new Setting<>(
          "clew.redact.patterns",
          SettingType.text(),
          "",
          "Your own regular expressions in RE2 syntax, as `name=expression`, separated by `;;`.");

  public static final Setting<List<String>> REDACT_PATHS =
      new Setting<>(
          "clew.redact.paths",
          SettingType.list("JSON paths such as $.customer.email or $..ssn"),
          "",
          "Places in JSON texts and trees whose value is always replaced.");

  public static final Setting<List<String>> REDACT_TOOLS =
      new Setting<>(
          "clew.redact.tools",
          SettingType.list("rules such as lookup:arguments, read*:result or pay:$.card"),
          "",
          "What is replaced in a tool's runs: arguments, result, `*` for both, or a JSON path in"
              + " both.");

  public static final Setting<String> REDACT_FILE =
      new Setting<>(
          "clew.redact.file",
          SettingType.text(),
          "",
          "A file with further rules, one per line: `pattern name=expression`, `path $..ssn`, `tool"
              + " lookup:arguments`.");

  static final List<Setting<?>> ALL =
      List.of(
          MAX_SPAN_CHARS,
          REDACT,
          REDACT_ACTION,
          REDACT_SALT,
          REDACT_PATTERNS,
          REDACT_PATHS,
          REDACT_TOOLS,
          REDACT_FILE);

  private ContentSettings() {}
}
