// SPDX-License-Identifier: Apache-2.0
/** Calls of models and operations of frameworks: their spans, payloads and ends. */
@NullMarked
package dev.clew.kit.call;

import org.jspecify.annotations.NullMarked;
