/** The part of the chart library that the console uses. */
declare module 'echarts/core' {
  export interface Chart {
    setOption(option: object, replace?: boolean): void;
    resize(): void;
    dispose(): void;
  }
  export function use(parts: readonly unknown[]): void;
  export function init(element: HTMLElement, theme: null, options: { renderer: 'canvas' }): Chart;
}

declare module 'echarts/charts' {
  export const LineChart: unknown;
}

declare module 'echarts/components' {
  export const GridComponent: unknown;
  export const TooltipComponent: unknown;
}

declare module 'echarts/renderers' {
  export const CanvasRenderer: unknown;
}
