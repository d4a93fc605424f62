// SPDX-License-Identifier: Apache-2.0
import { render } from "preact";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/shell.css";
import "./styles/traces.css";
import "./styles/trace.css";
import "./styles/timeline.css";
import "./styles/details.css";
import "./styles/views.css";
import "./styles/analysis.css";
import "./styles/compare.css";
import { AgentsPage } from "./agents/page";
import { AlertsPage } from "./alerts/page";
import { fetchEarly } from "./api/client";
import { ComparePage } from "./compare/page";
import { DashboardsPage } from "./dashboards/page";
import { ErrorsPage } from "./errors/page";
import { HealthPage } from "./health/page";
import { SessionsPage } from "./sessions/page";
import { Shell } from "./shell/shell";
import { page, route } from "./state/route";
import { ToolsPage } from "./tools/page";
import { TracePage } from "./trace/page";
import { TracesPage } from "./traces/page";
import { Empty } from "./ui/states";
import { Toast } from "./ui/toast";

function App() {
  return (
    <>
      <Shell><Page /></Shell>
      <Toast />
    </>
  );
}

function Page() {
  switch (page.value) {
    case "traces":
      return <TracesPage />;
    case "trace":
      return <TracePage key={route.value.id} />;
    case "sessions":
      return <SessionsPage />;
    case "dashboards":
      return <DashboardsPage />;
    case "agents":
      return <AgentsPage />;
    case "tools":
      return <ToolsPage />;
    case "errors":
      return <ErrorsPage />;
    case "compare":
      return <ComparePage />;
    case "alerts":
      return <AlertsPage />;
    case "health":
      return <HealthPage />;
    default:
      return <Empty icon="search" title="There is no such page"><a class="link" href="#/traces">To the traces</a></Empty>;
  }
}

// An effect would ask for it after the first paint only.
if (page.value === "trace") fetchEarly(route.value.id);
render(<App />, document.getElementById("app")!);
