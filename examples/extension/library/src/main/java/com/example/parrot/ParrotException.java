// SPDX-License-Identifier: Apache-2.0
package com.example.parrot;

/** Thrown when a parrot does not answer. */
public final class ParrotException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ParrotException(String message) {
    super(message);
  }
}
