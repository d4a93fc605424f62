// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact;

import dev.clew.exporter.redact.scan.Action;
import dev.clew.exporter.redact.scan.Hits;
import dev.clew.exporter.redact.scan.Hits.Hit;
import dev.clew.exporter.redact.scan.Kind;
import dev.clew.exporter.redact.scan.TextScanner;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Applies rules to texts; stateless, so one instance serves all spans. */
public final class Redactor {
  /** How far beyond the kept part to look for the end of a secret. */
  private static final int LOOK_AHEAD = 8_192;

  private static final int HASH_DIGITS = 10;
  private static final String ALGORITHM = "HmacSHA256";

  private final RedactionRules rules;
  private final TextScanner scanner;
  // Created with the first hash: SecureRandom would fix the JVM's security providers at startup.
  private @Nullable SecretKeySpec key;

  public Redactor(RedactionRules rules) {
    this.rules = rules;
    this.scanner = new TextScanner(rules.detectors());
  }

  RedactionRules rules() {
    return rules;
  }

  /**
   * Returns what to replace in the first {@code keep} characters, or null.
   *
   * <p>A match that starts there is found as a whole even if it ends later, so that no cut leaves
   * its beginning; a text of megabytes costs no more than the part that is kept.
   */
  public @Nullable Hits find(String text, int keep) {
    int to = keep >= text.length() ? text.length() : Math.min(text.length(), keep + LOOK_AHEAD);
    Hits hits = scanner.scan(text, to);
    if (rules.patterns().isEmpty()) {
      return hits;
    }
    List<Hit> own = new ArrayList<>();
    for (PatternRule pattern : rules.patterns()) {
      pattern.find(text, to, own);
    }
    return own.isEmpty() ? hits : (hits == null ? new Hits() : hits).and(own);
  }

  /** Returns the replacement of {@code value}, or null if it is removed entirely. */
  @Nullable String replacement(String value, Kind kind) {
    Action wanted = kind.action() != null ? kind.action() : rules.action();
    return switch (kind.secret() ? Action.REPLACE : wanted) {
      case REPLACE -> "[redacted " + kind.name() + "]";
      case HASH -> "[" + kind.name() + " " + hash(value) + "]";
      case DROP -> null;
    };
  }

  private synchronized String hash(String value) {
    try {
      if (key == null) {
        key = new SecretKeySpec(salt(), ALGORITHM);
      }
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] hash = mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, HASH_DIGITS);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every Java has HmacSHA256
    }
  }

  private byte[] salt() {
    if (!rules.salt().isEmpty()) {
      return rules.salt().getBytes(StandardCharsets.UTF_8);
    }
    return OfThisJvm.SALT;
  }

  /** Redaction may be configured anew while the JVM runs; its hashes remain comparable. */
  private static final class OfThisJvm {
    static final byte[] SALT = random();

    private static byte[] random() {
      byte[] random = new byte[16];
      new SecureRandom().nextBytes(random);
      return random;
    }
  }
}
