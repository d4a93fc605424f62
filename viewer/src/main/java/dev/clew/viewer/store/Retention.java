// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The limits for what is kept. A null limit does not apply. */
public record Retention(
    @Nullable Duration maxAge, @Nullable Long maxTraces, @Nullable Long maxBytes) {}
