// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.query;

/** A filter that cannot be parsed. */
public final class FilterException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  private final int position;

  public FilterException(String message, int position) {
    super(message);
    this.position = position;
  }

  /** The index of the character in the filter at which parsing failed. */
  public int position() {
    return position;
  }
}
