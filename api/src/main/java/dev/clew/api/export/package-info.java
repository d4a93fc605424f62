// SPDX-License-Identifier: Apache-2.0
/**
 * What extensions may provide beside instrumentation, each by a provider that service files name:
 * exporters, processors, samplers, redactors, sources of prices, generators of ids.
 */
@NullMarked
package dev.clew.api.export;

import org.jspecify.annotations.NullMarked;
