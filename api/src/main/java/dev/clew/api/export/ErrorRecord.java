// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.export;

import org.jspecify.annotations.Nullable;

/** A failure as text. */
public record ErrorRecord(String type, @Nullable String message, @Nullable String stackTrace) {}
