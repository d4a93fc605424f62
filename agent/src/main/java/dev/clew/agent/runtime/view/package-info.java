// SPDX-License-Identifier: Apache-2.0
/** Starts the viewer beside the application, once per machine and store. */
@NullMarked
package dev.clew.agent.runtime.view;

import org.jspecify.annotations.NullMarked;
