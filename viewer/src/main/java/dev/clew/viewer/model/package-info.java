// SPDX-License-Identifier: Apache-2.0
/** Traces and spans as the viewer keeps them: narrow, without content. */
@NullMarked
package dev.clew.viewer.model;

import org.jspecify.annotations.NullMarked;
