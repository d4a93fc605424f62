// SPDX-License-Identifier: Apache-2.0
package com.example.acme;

/** The model could not answer. */
public final class AcmeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public AcmeException(String message) {
    super(message);
  }
}
