// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact.scan;

import org.jspecify.annotations.Nullable;

/**
 * What something found is called in its place.
 *
 * @param name such as {@code email}
 * @param secret true if it is replaced in every case and never hashed: a password that is short can
 *     be found from its hash
 * @param action what the rule says to do, or null for the general action
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
