// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What may stay. A limit that is null does not hold. */
public record Retention(
    @Nullable Duration maxAge, @Nullable Long maxTraces, @Nullable Long maxBytes) {}
