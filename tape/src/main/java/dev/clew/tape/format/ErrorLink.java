// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.format;

import org.jspecify.annotations.Nullable;

/** One exception of a chain of causes. */
public record ErrorLink(String className, @Nullable String message) {}
