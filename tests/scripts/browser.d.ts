/* What the scripts find in the browser beside what every browser has. */

interface PlotlyEvent {
  points: { customdata?: string }[];
}

/** A chart once Plotly has drawn it. */
interface PlotlyChart extends HTMLElement {
  on(event: string, does: (event: PlotlyEvent) => void): void;
}

interface Window {
  Plotly?: {
    react(chart: HTMLElement, data: unknown, layout: unknown, config: unknown): void;
    purge(chart: HTMLElement): void;
    toImage(figure: unknown, size: unknown): Promise<string>;
  };
  dash_clientside: any;
  DashRenderer: new () => unknown;
}
