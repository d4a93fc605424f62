// SPDX-License-Identifier: Apache-2.0
/** Traces Acme. */
@NullMarked
package com.example.tracing.acme;

import org.jspecify.annotations.NullMarked;
