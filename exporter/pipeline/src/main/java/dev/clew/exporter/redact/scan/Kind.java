// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact.scan;

import org.jspecify.annotations.Nullable;

/**
 * The kind of a match, which is named in its replacement.
 *
 * @param name such as {@code email}
 * @param secret true if it is always replaced and never hashed: a short password can be recovered
 *     from its hash
 * @param action the rule's action, or null for the general one
 */
public record Kind(String name, boolean secret, @Nullable Action action) {
  public static final Kind KEY = new Kind("key", true, null);
  public static final Kind PRIVATE_KEY = new Kind("private key", true, null);
  public static final Kind PASSWORD = new Kind("password", true, null);
  public static final Kind TOKEN = new Kind("token", true, null);
  public static final Kind EMAIL = new Kind("email", false, null);
  public static final Kind PHONE = new Kind("phone", false, null);
  public static final Kind CARD = new Kind("card", false, null);
  public static final Kind IBAN = new Kind("iban", false, null);
}
