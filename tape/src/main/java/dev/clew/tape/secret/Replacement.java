// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.secret;

import dev.clew.exporter.redact.Redactor;
import dev.clew.exporter.redact.scan.Hits;
import dev.clew.exporter.redact.scan.Hits.Hit;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Puts {@code «secret 3f2a91c04d»} in the place of a secret. Equal secrets have equal marks, so a
 * mark that comes from a recorded answer and goes into the next request finds that request; a mark
 * is never replaced again.
 */
final class Replacement {
  private static final Pattern MARK = Pattern.compile("«secret [0-9a-f]{10}»");
  private static final String ALGORITHM = "HmacSHA256";
  private static final int DIGITS = 10;

  private final Redactor redactor;
  private final SecretKeySpec key;

  /**
   * Creates a replacement by these rules.
   *
   * @param key of the marks; without it nobody can try which secret a mark stands for
   */
  Replacement(Redactor redactor, byte[] key) {
    this.redactor = redactor;
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /** Returns the secrets in {@code text}, in order. */
  List<Hit> find(String text) {
    Hits hits = text.isEmpty() ? null : redactor.find(text, text.length());
    if (hits == null) {
      return List.of();
    }
    if (text.indexOf('«') < 0) {
      return hits.list();
    }
    List<Hit> left = new ArrayList<>(hits.list());
    Matcher marks = MARK.matcher(text);
    while (marks.find()) {
      left.removeIf(hit -> hit.start() < marks.end() && hit.end() > marks.start());
    }
    return left;
  }

  /** Returns {@code text} without its secrets, or null if it has none. */
  @Nullable String replace(String text) {
    List<Hit> hits = find(text);
    if (hits.isEmpty()) {
      return null;
    }
    StringBuilder out = new StringBuilder(text.length());
    int from = 0;
    for (Hit hit : hits) {
      out.append(text, from, hit.start()).append(mark(text.substring(hit.start(), hit.end())));
      from = hit.end();
    }
    return out.append(text, from, text.length()).toString();
  }

  static boolean isMark(String text) {
    return MARK.matcher(text).matches();
  }

  String mark(String secret) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] hash = mac.doFinal(secret.getBytes(StandardCharsets.UTF_8));
      return "«secret " + HexFormat.of().formatHex(hash).substring(0, DIGITS) + "»";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every Java has HmacSHA256
    }
  }
}
