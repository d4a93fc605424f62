// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.content;

/** A 64-bit hash of a text (FNV-1a): enough to recognise equal texts within one trace. */
public final class Hash {

  private Hash() {}

  public static long of(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }
}
