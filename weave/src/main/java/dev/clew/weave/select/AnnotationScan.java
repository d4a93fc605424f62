// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.select;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Looks for the descriptor of an annotation in class files, before anything else is read of them.
 * Horspool's search: it skips most bytes of a class file that does not contain the descriptor.
 */
final class AnnotationScan {
  private final byte[] wanted;
  private final int[] skips = new int[256];

  private AnnotationScan(String text) {
    this.wanted = text.getBytes(StandardCharsets.UTF_8);
    Arrays.fill(skips, wanted.length);
    for (int i = 0; i < wanted.length - 1; i++) {
      skips[wanted[i] & 0xFF] = wanted.length - 1 - i;
    }
  }

  static AnnotationScan of(String annotation) {
    return new AnnotationScan("L" + annotation.replace('.', '/') + ";");
  }

  /** Looks for any annotation whose name starts with {@code prefix}. */
  static AnnotationScan startingWith(String prefix) {
    return new AnnotationScan("L" + prefix.replace('.', '/'));
  }

  boolean finds(byte[] classFile) {
    int last = wanted.length - 1;
    for (int end = last; end < classFile.length; end += skips[classFile[end] & 0xFF]) {
      int i = last;
      while (i >= 0 && classFile[end - last + i] == wanted[i]) {
        i--;
      }
      if (i < 0) {
        return true;
      }
    }
    return false;
  }
}
