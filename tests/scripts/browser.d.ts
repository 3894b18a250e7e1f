/* What the scripts find in the browser beside what every browser has. */

interface PlotlyEvent {
  points: { curveNumber: number; pointNumber: number; customdata?: string; hovertext: string }[];
}

/** A chart once Plotly has drawn it. */
interface PlotlyChart extends HTMLElement {
  data: { xaxis?: string; yaxis?: string }[];
  on(event: string, does: (event: PlotlyEvent) => void): void;
  once(event: string, does: (event: PlotlyEvent) => void): void;
}

/** What Plotly draws a trace or a mark from. */
type Drawn = Element & { __data__?: any };

interface HTMLElement {
  showPopover(options?: { source: HTMLElement }): void;
}

interface Window {
  Plotly?: {
    react(chart: HTMLElement, data: unknown, layout: unknown, config: unknown): void;
    purge(chart: HTMLElement): void;
    Fx: {
      hover(chart: HTMLElement, marks: { curveNumber: number; pointNumber: number }[], axes: string): void;
      unhover(chart: HTMLElement): void;
    };
    toImage(figure: unknown, size: unknown): Promise<string>;
  };
  dash_clientside: any;
  DashRenderer: new () => unknown;
}
