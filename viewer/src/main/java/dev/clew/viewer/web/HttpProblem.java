// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.web;

import org.jspecify.annotations.Nullable;

/** An unsuccessful response: {@code Problem} of openapi.yaml. */
final class HttpProblem extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int status;
  private final @Nullable Integer position;

  HttpProblem(int status, String title) {
    this(status, title, null);
  }

  HttpProblem(int status, String title, @Nullable Integer position) {
    super(title, null, false, false);
    this.status = status;
    this.position = position;
  }

  int status() {
    return status;
  }

  @Nullable Integer position() {
    return position;
  }
}
