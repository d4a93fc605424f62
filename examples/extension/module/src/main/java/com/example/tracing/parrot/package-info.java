// SPDX-License-Identifier: Apache-2.0
/** The Clew extension for Parrot. */
@NullMarked
package com.example.tracing.parrot;

import org.jspecify.annotations.NullMarked;
